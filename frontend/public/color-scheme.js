// Runs before the first paint, so that a dark screen never flashes white.
// The key and the values are those of Mantine's local storage manager.
;(function () {
  var stored = null
  try {
    stored = localStorage.getItem('dom360.color-scheme')
  } catch {
    // Storage is blocked: follow the system.
  }
  var dark =
    stored === 'dark' || (stored !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
