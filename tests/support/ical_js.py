"""A fourth reader of calendar files, in another language: ical.js, where Node is at hand."""

import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "ical.js@2.2.1"
SHA512 = (
    "c8afd494f6c4b37d7a8a06ffb634606c503c655ef9ac2b01269fe158e6ada726"
    "8f365830d1d183994f85a2270e7305f8c5791e5ce91888e982a8d3c5a4d3e442"
)
SCRIPT = """
const ICAL = require(process.argv[1]);
const text = require("fs").readFileSync(0, "utf8");
const file = new ICAL.Component(ICAL.parse(text));
for (const zone of file.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
const entries = file.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid, summary: event.summary, sequence: event.sequence,
    status: component.getFirstPropertyValue("status"),
    starts: event.startDate.toUnixTime(), ends: event.endDate.toUnixTime(),
  };
});
console.log(JSON.stringify({ method: file.getFirstPropertyValue("method"), entries }));
"""


def is_at_hand():
    """Whether this machine has Node and npm of its own."""
    return bool(shutil.which("node") and shutil.which("npm"))


def read(text):
    """What ical.js makes of a calendar file: its method, and its entries with times in UTC
    seconds."""
    with tempfile.TemporaryDirectory() as folder:
        library = _library(Path(folder))
        done = subprocess.run(
            ["node", "-e", SCRIPT, str(library)],
            input=text,
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
    return json.loads(done.stdout)


def _library(folder):
    command = ["npm", "pack", "--silent", PACKAGE]
    subprocess.run(command, check=True, cwd=folder, capture_output=True)
    package = next(folder.glob("*.tgz"))
    if hashlib.sha512(package.read_bytes()).hexdigest() != SHA512:
        raise ValueError(f"{PACKAGE} is not the file that was pinned")
    with tarfile.open(package) as bundle:
        library = folder / "ical.cjs"
        library.write_bytes(bundle.extractfile("package/dist/ical.es5.cjs").read())
    return library
