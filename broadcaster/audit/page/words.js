// Words in the reader's language. Message ids are English, as in the station's own program, whose
// catalogue the builder puts into CATALOGUE; TABLES are its words for codes.

let language = "vi";

function useLanguage(wanted) {
  language = wanted;
}

function gettext(message) {
  const known = CATALOGUE[language];
  return known && Object.prototype.hasOwnProperty.call(known, message) ? known[message] : message;
}

const _ = gettext;

// Vietnamese has one form; English two.
function ngettext(one, many, count) {
  return language === "en" ? (count === 1 ? one : many) : gettext(one);
}

// Marks a message that is translated when it is shown.
function N_(message) {
  return message;
}

// Put values into {places}. A value never becomes a place itself.
function put(message, values) {
  return message.replace(/\{(\w+)\}/g, (place, name) =>
    Object.prototype.hasOwnProperty.call(values, name) ? String(values[name]) : place
  );
}

// The words for a code of one of the tables, or the code itself: never dropped.
function word(table, code) {
  const known = TABLES[table];
  return Object.prototype.hasOwnProperty.call(known, code) ? gettext(known[code]) : code;
}
