// Code of a page: there is nobody to tell, and the page goes on.
const track = () => {
  // ok: discarded-error-javascript
  fetch("/left", { method: "POST" }).catch(() => {});
};

document.addEventListener("visibilitychange", track);
