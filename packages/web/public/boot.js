// Before the first paint: the scheme and the density the person chose, so that a dark screen never flashes white.
// A file of its own because the server forbids inline scripts.
;(function () {
  var root = document.documentElement
  try {
    var scheme = localStorage.getItem('mantine-color-scheme-value') || 'auto'
    var dark = scheme === 'dark' || (scheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
    root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
    root.dataset.density = localStorage.getItem('otklik.density') === 'compact' ? 'compact' : 'comfortable'
    root.style.background = dark ? '#191c1f' : '#ffffff'
  } catch {
    root.dataset.density = 'comfortable'
  }
})()
