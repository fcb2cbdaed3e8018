// Reads {text} from standard input: a calendar file. Writes what ical.js makes of it: its method,
// and its entries with times in UTC seconds.
import {readFileSync} from 'node:fs';
import ICAL from 'ical.js';

const {text} = JSON.parse(readFileSync(0, 'utf8'));
const file = new ICAL.Component(ICAL.parse(text));
for(const zone of file.getAllSubcomponents('vtimezone')) {
  ICAL.TimezoneService.register(zone);
}
const entries = file.getAllSubcomponents('vevent').map(component => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid, summary: event.summary, sequence: event.sequence,
    status: component.getFirstPropertyValue('status'),
    starts: event.startDate.toUnixTime(), ends: event.endDate.toUnixTime()
  };
});
console.log(JSON.stringify({method: file.getFirstPropertyValue('method'), entries}));
