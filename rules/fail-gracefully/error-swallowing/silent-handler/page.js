// Code of a page: there is nobody to tell, and the page goes on.
const track = async () => {
  try {
    await fetch("/seen", { method: "POST" });
    // ok: silent-handler-javascript
  } catch (error) {
  }
};

document.addEventListener("visibilitychange", track);
