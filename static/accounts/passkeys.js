// Offers a passkey only where the browser knows them; everybody else sees the mail code alone.
if (window.PublicKeyCredential) {
  document.querySelectorAll("[data-needs-passkeys]").forEach((part) => {
    part.hidden = false;
  });
}
