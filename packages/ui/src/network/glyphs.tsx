/** Own drawings on a 24 by 24 grid: the hue and the gesture people know, not the owner's mark. White strokes on a tile. */
import type { ReactNode } from 'react'

export interface NetworkGlyph {
  /** Colour of the tile. */
  tile: string
  drawing: ReactNode
}

const bubble = (
  <path d="M6 6.5h12a1.5 1.5 0 0 1 1.5 1.5v7a1.5 1.5 0 0 1-1.5 1.5h-6L8 19.5v-3H6A1.5 1.5 0 0 1 4.5 15V8A1.5 1.5 0 0 1 6 6.5Z" />
)
const handset = (
  <path d="M8.2 5.5 10 9.2 8.4 10.7a9.5 9.5 0 0 0 4.9 4.9l1.5-1.6 3.7 1.8c-.2 1.9-1.5 2.9-3 2.7C10 17.8 6.2 14 5.5 8.5 5.3 7 6.3 5.7 8.2 5.5Z" />
)

export const glyphs: Record<string, NetworkGlyph> = {
  vk: { tile: '#2a6fdb', drawing: <path d="m4.5 8.5 3 7 3-7M13.5 8.5v7M19 8.5 14 12.2l5.2 3.3" /> },
  ok: {
    tile: '#d9640a',
    drawing: (
      <>
        <circle cx="12" cy="7.7" r="2.7" />
        <path d="M8 12.8c2.4 1.7 5.6 1.7 8 0M12 14.2l-3.6 4.3M12 14.2l3.6 4.3" />
      </>
    ),
  },
  telegram: { tile: '#1f8fd0', drawing: <path d="m4.5 11.7 14.5-6-2.6 12.6-4.7-3.4-2.3 2.6-.4-4.3 6.5-5" /> },
  max: {
    tile: '#5b47e0',
    drawing: (
      <>
        {bubble}
        <path d="M8.5 13.5V9.8l3.5 2.7 3.5-2.7v3.7" />
      </>
    ),
  },
  whatsapp: {
    tile: '#178a4a',
    drawing: (
      <>
        <path d="M12 4.5a7.5 7.5 0 1 1-3.7 14l-3.8 1 1-3.7A7.5 7.5 0 0 1 12 4.5Z" />
        <path d="M9.6 8.7c-.5 3 2.6 6 5.7 5.6l.2-1.5-1.7-.8-.9.8a4.2 4.2 0 0 1-2-2l.8-.9-.7-1.6Z" />
      </>
    ),
  },
  facebook: {
    tile: '#2b5fb8',
    drawing: <path d="M15.5 6.2h-1.3c-1.5 0-2.2.9-2.2 2.3v10M9 12h5.7" strokeWidth="2.2" />,
  },
  instagram: {
    tile: '#c2306f',
    drawing: (
      <>
        <rect x="5" y="5" width="14" height="14" rx="4" />
        <circle cx="12" cy="12" r="3.2" />
        <path d="M15.9 8.1h.01" strokeWidth="2.2" />
      </>
    ),
  },
  x: { tile: '#343a40', drawing: <path d="m6 6 12 12M18 6l-4.7 4.9M10.7 13.1 6 18" /> },
  youtube: {
    tile: '#cf2a27',
    drawing: (
      <>
        <rect x="4" y="6.5" width="16" height="11" rx="3" />
        <path d="m10.5 9.7 4 2.3-4 2.3Z" fill="#fff" />
      </>
    ),
  },
  avito: {
    tile: '#eef1f2',
    drawing: (
      <g stroke="none">
        <circle cx="9" cy="8.5" r="3.5" fill="#1f9bd8" />
        <circle cx="16.2" cy="9" r="2.4" fill="#7aa82a" />
        <circle cx="8.6" cy="15.8" r="2.2" fill="#8250c4" />
        <circle cx="15.5" cy="15.5" r="3.2" fill="#e0523d" />
      </g>
    ),
  },
  yandex_maps: {
    tile: '#c93328',
    drawing: (
      <>
        <path d="M12 20c-3.5-4.2-5.5-6.6-5.5-9.5a5.5 5.5 0 0 1 11 0c0 2.9-2 5.3-5.5 9.5Z" />
        <circle cx="12" cy="10.5" r="1.8" fill="#fff" />
      </>
    ),
  },
  '2gis': {
    tile: '#3b8a1e',
    drawing: <path d="M8 9.2a3.6 3.6 0 0 1 7.2-.2c0 3.2-6.2 4.7-6.9 9h7.5M18.5 5.5v.01" />,
  },
  site_form: {
    tile: '#6544b8',
    drawing: (
      <>
        <rect x="5.5" y="5" width="13" height="14" rx="2" />
        <path d="M8.5 9h7M8.5 12.2h7M8.5 15.5h3.5" />
      </>
    ),
  },
  site_comment: {
    tile: '#4f5fa8',
    drawing: (
      <>
        <path d="M4.5 6.5h15M4.5 10h6M4.5 13.5h4M4.5 17h4" />
        <path d="M12 11h7.5v5.5h-3.7L13.5 19v-2.5H12Z" />
      </>
    ),
  },
  site_chat: {
    tile: '#0e7c86',
    drawing: (
      <>
        {bubble}
        <path d="M8.7 11.5h.01M12 11.5h.01M15.3 11.5h.01" strokeWidth="2.2" />
      </>
    ),
  },
  mailbox: {
    tile: '#55636e',
    drawing: (
      <>
        <rect x="4" y="6.5" width="16" height="11" rx="2" />
        <path d="m4.7 8 7.3 5.3L19.3 8" />
      </>
    ),
  },
  phone: { tile: '#2a7f62', drawing: handset },
  api: {
    tile: '#3f4a54',
    drawing: <path d="M9.5 5.5c-3 0-1 5.5-4 6.5 3 1 1 6.5 4 6.5M14.5 5.5c3 0 1 5.5 4 6.5-3 1-1 6.5-4 6.5" />,
  },
  sandbox: {
    tile: '#946a12',
    drawing: <path d="M12 4.7 18.5 8v8L12 19.3 5.5 16V8Zm0 0V12m0 0 6.5-4M12 12 5.5 8M12 12v7.3" />,
  },
  other: {
    tile: '#5d6870',
    drawing: (
      <>
        <circle cx="12" cy="12" r="7.3" />
        <path d="M4.7 12h14.6M12 4.7c-4.2 4.5-4.2 10 0 14.6 4.2-4.6 4.2-10.1 0-14.6Z" />
      </>
    ),
  },
}
