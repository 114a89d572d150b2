/** The mark: a reply bubble with a tick, something heard and answered. */
export function Logo({ size = 24, title }: { size?: number; title?: string }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      role={title === undefined ? undefined : 'img'}
      aria-label={title}
      aria-hidden={title === undefined}
    >
      <path
        d="M8 4h16a5 5 0 0 1 5 5v10a5 5 0 0 1-5 5h-8.5L8.6 29.2A1 1 0 0 1 7 28.4V24a5 5 0 0 1-4-5V9a5 5 0 0 1 5-5Z"
        fill="#2fb08d"
      />
      <path
        d="m10 14.4 4.3 4.3L22.4 10"
        fill="none"
        stroke="#fff"
        strokeWidth="3.2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
