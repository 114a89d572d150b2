/**
 * The one script on the owner's page: puts frames of ours into it and tells them the page. What is inside a frame the page cannot
 * read; each side listens only to the other's origin and window. Works as a classic script, so it leaves no names behind.
 */
{
  const script = document.currentScript
  if (script instanceof HTMLScriptElement && script.dataset['key']) {
    const { src } = script
    const { key } = script.dataset
    // Blocks of the page may stand below the script.
    if (document.readyState === 'loading') addEventListener('DOMContentLoaded', () => start(src, key))
    else start(src, key)
  }

  function start(source: string, key: string): void {
    const home = new URL(source).origin
    const frames: HTMLIFrameElement[] = []
    const open = (query: string, title: string) => {
      const frame = document.createElement('iframe')
      frame.src = `${home}/in/widget/${key}/frame?${query}&page=${encodeURIComponent(location.origin)}`
      frame.title = title
      frame.style.cssText = 'border:0;color-scheme:normal;background:transparent'
      frames.push(frame)
      return frame
    }
    const corner = open('', 'Чат / Chat')
    corner.style.cssText +=
      ';position:fixed;right:0;bottom:0;width:96px;height:96px;max-width:100vw;max-height:100vh;z-index:2147483000'
    document.body.append(corner)
    for (const place of document.querySelectorAll<HTMLElement>('[data-otklik]')) {
      const query = new URLSearchParams({
        view: place.dataset['otklik'] ?? '',
        product: place.dataset['product'] ?? '',
      })
      const block = open(query.toString(), place.dataset['otklik'] ?? '')
      block.style.cssText += ';width:100%;height:420px'
      place.append(block)
    }

    const tell = () => {
      const utm = Object.fromEntries(
        [...new URLSearchParams(location.search)].flatMap(([name, value]) =>
          name.startsWith('utm_') ? [[name.slice(4), value.slice(0, 300)]] : [],
        ),
      )
      const page = { url: location.href, title: document.title, referrer: document.referrer }
      for (const frame of frames) frame.contentWindow?.postMessage({ otklik: 'page', page, utm }, home)
    }
    addEventListener('message', (event) => {
      const frame = frames.find(({ contentWindow }) => contentWindow === event.source)
      if (event.origin !== home || !frame || event.data?.otklik === undefined) return
      if (event.data.otklik === 'ready') {
        frame.title = String(event.data.title)
        if (frame === corner && event.data.corner === 'left') frame.style.inset = 'auto auto 0 0'
        tell()
      }
      if (event.data.otklik === 'size') {
        const { width, height } = event.data
        if (frame === corner) frame.style.width = `${Number(width)}px`
        frame.style.height = `${Number(height)}px`
      }
    })
    // Pages that change without loading.
    let shown = location.href
    const look = () => {
      if (location.href === shown) return
      shown = location.href
      setTimeout(tell)
    }
    for (const name of ['pushState', 'replaceState'] as const) {
      const change = history[name].bind(history)
      history[name] = (...given) => {
        change(...given)
        look()
      }
    }
    addEventListener('popstate', look)
  }
}
