import { useEffect } from 'react'

const scheme = 'data-mantine-color-scheme'

/** Paper is white: the page is light while it is printed. */
export function useLightPrint(): void {
  useEffect(() => {
    const root = document.documentElement
    let before: string | null = null
    const lighten = () => {
      before = root.getAttribute(scheme)
      root.setAttribute(scheme, 'light')
    }
    const restore = () => {
      if (before !== null) root.setAttribute(scheme, before)
      before = null
    }
    window.addEventListener('beforeprint', lighten)
    window.addEventListener('afterprint', restore)
    return () => {
      restore()
      window.removeEventListener('beforeprint', lighten)
      window.removeEventListener('afterprint', restore)
    }
  }, [])
}
