import { useState } from 'react'
import type { CSSProperties } from 'react'
import { hueOf, initialsOf } from './avatar-name.ts'
import classes from './Avatar.module.css'

export type Presence = 'online' | 'away' | 'offline'

interface AvatarProps {
  name: string | null | undefined
  /** Address on our own server; authors' photos come through the image proxy. */
  photoUrl?: string | null | undefined
  size?: number
  presence?: Presence
  presenceWords?: string
}

/** Photo, or initials in the colour of the name. The name itself stands beside it, so it is silent for a screen reader. */
export function Avatar({ name, photoUrl, size = 32, presence, presenceWords }: AvatarProps) {
  const [failedUrl, setFailedUrl] = useState<string>()
  const [loadedUrl, setLoadedUrl] = useState<string>()
  const shown = photoUrl !== failedUrl ? (photoUrl ?? undefined) : undefined
  const style: CSSProperties & Record<string, string | number> = {
    '--avatar-hue': hueOf(name),
    width: size,
    height: size,
    fontSize: Math.max(10, Math.round(size * 0.38)),
  }
  return (
    <span className={classes['avatar']} style={style}>
      {/* Initials stand until the photo has come: no broken picture and no empty circle meanwhile. */}
      <span aria-hidden>{initialsOf(name)}</span>
      {shown !== undefined && (
        <img
          src={shown}
          alt=""
          width={size}
          height={size}
          loading="lazy"
          data-loaded={loadedUrl === shown || undefined}
          onLoad={() => setLoadedUrl(shown)}
          onError={() => setFailedUrl(shown)}
        />
      )}
      {presence && (
        <span
          className={classes['presence']}
          data-presence={presence}
          {...(presenceWords === undefined
            ? { 'aria-hidden': true }
            : { role: 'img', 'aria-label': presenceWords, title: presenceWords })}
        />
      )}
    </span>
  )
}
