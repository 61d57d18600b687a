// ok: regex-from-input-catastrophic-javascript
const word = /^[a-z]+$/;
// ok: regex-from-input-catastrophic-javascript
const words = /^([a-z]+-)*[a-z]+$/;
// ok: regex-from-input-catastrophic-javascript
const number = /^(\d+)?$/;
// ok: regex-from-input-catastrophic-javascript
const all = new RegExp("(\\w+)");

// ruleid: regex-from-input-catastrophic-javascript
const nested = /^(a+)+$/;
// ruleid: regex-from-input-catastrophic-javascript
const star = /^([a-zA-Z0-9]+)*@shop$/;
// ruleid: regex-from-input-catastrophic-javascript
const text = new RegExp("^(\\w*)*;");
