// A file of its own, not an inline script: the content security policy allows scripts from this origin only.
(() => {
  const dark = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  let chosen = null;
  try {
    chosen = localStorage.getItem('parley.color-scheme');
  } catch {
    // Storage may be switched off; the system's choice then stands.
  }
  const scheme = chosen === 'light' || chosen === 'dark' ? chosen : dark;
  document.documentElement.setAttribute('data-mantine-color-scheme', scheme);
})();
