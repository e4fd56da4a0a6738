// Moments (milliseconds since 1970) in the station's time zone.

const FORMATS = new Map();

// A moment as {date: "2026-11-22", clock: "05:30:00", shown: "22/11/2026 05:30:00"}.
function localParts(moment, zone) {
  if (!FORMATS.has(zone)) FORMATS.set(zone, formatOf(zone));
  const found = {};
  for (const { type, value } of FORMATS.get(zone).formatToParts(new Date(Math.floor(moment)))) {
    found[type] = value;
  }
  const hour = found.hour === "24" ? "00" : found.hour;
  const clock = `${hour}:${found.minute}:${found.second}`;
  const { year, month, day } = found;
  return { date: `${year}-${month}-${day}`, clock, shown: `${day}/${month}/${year} ${clock}` };
}

function formatOf(zone) {
  const two = "2-digit";
  const wanted = {
    year: "numeric", month: two, day: two, hour: two, minute: two, second: two, hourCycle: "h23",
  };
  try {
    return new Intl.DateTimeFormat("en-GB", Object.assign({ timeZone: zone }, wanted));
  } catch (error) {
    return new Intl.DateTimeFormat("en-GB", Object.assign({ timeZone: "UTC" }, wanted));
  }
}

function localTime(moment, zone) {
  return localParts(moment, zone).shown;
}

// The date a person reads: 22/11/2026.
function shownDate(date) {
  return date.split("-").reverse().join("/");
}

// Milliseconds as 1:02:03 or 2:03.
function shownLength(milliseconds) {
  const seconds = Math.round(milliseconds / 1000);
  const two = (number) => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const rest = `${hours ? two(minutes) : minutes}:${two(seconds % 60)}`;
  return hours ? `${hours}:${rest}` : rest;
}
