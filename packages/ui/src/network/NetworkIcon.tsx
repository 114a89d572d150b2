import { glyphs } from './glyphs.tsx'
import { sourceOf } from './source-of.ts'

interface NetworkIconProps {
  /** A source type or the network of an identity: `vk`, `mailbox`, `mail`, `site:coffee.example`. An unknown one gets the globe. */
  network: string
  size?: number
  /** Name of the network when no words stand beside the icon. */
  title?: string
}

/** Drawn by us, recognisable, not the owner's logo. */
export function NetworkIcon({ network, size = 18, title }: NetworkIconProps) {
  const glyph = glyphs[sourceOf(network)] ?? glyphs['other']
  if (!glyph) return null
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      style={{ flex: 'none' }}
      {...(title === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': title })}
    >
      {title !== undefined && <title>{title}</title>}
      <rect width="24" height="24" rx="6" fill={glyph.tile} />
      <g fill="none" stroke="#fff" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round">
        {glyph.drawing}
      </g>
    </svg>
  )
}
