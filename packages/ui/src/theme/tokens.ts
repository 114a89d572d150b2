/**
 * The colours of the product as data, so that the contrast of every pair in use is a test and not a hope.
 * A status colour has one meaning everywhere: red overdue or negative, amber due soon, green answered, blue new.
 */
import type { MantineColorsTuple } from '@mantine/core'

export const tones = ['red', 'amber', 'green', 'blue', 'grey', 'accent'] as const
export type Tone = (typeof tones)[number]

export interface ToneColors {
  /** Words and icons on `fill` and on the page. */
  text: string
  /** Background of a chip. */
  fill: string
  /** Edge of a row, a dot, a bar. */
  edge: string
}

export interface SchemeTokens {
  body: string
  subtle: string
  hover: string
  selected: string
  border: string
  text: string
  dimmed: string
  placeholder: string
  rail: string
  railActive: string
  railHover: string
  railText: string
  railDimmed: string
  badge: string
  badgeText: string
  tones: Record<Tone, ToneColors>
}

export const brand: MantineColorsTuple = [
  '#e7f6f1',
  '#cfeae1',
  '#a3d6c6',
  '#70bfa7',
  '#45aa8c',
  '#269a79',
  '#0f8a6a',
  '#08755a',
  '#06614b',
  '#044a39',
]

/** Mantine's dark ramp, cooled a little so that it stands next to the green rail. */
export const dark: MantineColorsTuple = [
  '#e4e8ea',
  '#c3cacf',
  '#a0a9b1',
  '#6c757d',
  '#3a4147',
  '#2c3136',
  '#23272b',
  '#191c1f',
  '#131618',
  '#0d1012',
]

export const light: SchemeTokens = {
  body: '#ffffff',
  subtle: '#f5f7f7',
  hover: '#f1f5f4',
  selected: '#e3f4ee',
  border: '#e1e6e6',
  text: '#15201c',
  dimmed: '#56616a',
  placeholder: '#68727b',
  rail: '#14211d',
  railActive: '#24423a',
  railHover: '#1c2f29',
  railText: '#e6efec',
  railDimmed: '#9db3ab',
  badge: '#c2410c',
  badgeText: '#ffffff',
  tones: {
    red: { text: '#b01e12', fill: '#fde9e7', edge: '#d92d20' },
    amber: { text: '#7d4700', fill: '#fdf0cf', edge: '#e08600' },
    green: { text: '#1c6631', fill: '#dcf5e2', edge: '#2b8a3e' },
    blue: { text: '#1650b0', fill: '#e1ecfe', edge: '#2f6fe0' },
    grey: { text: '#4b545d', fill: '#eef1f2', edge: '#8b959d' },
    accent: { text: '#06614b', fill: '#dcf1ea', edge: '#08755a' },
  },
}

export const darkScheme: SchemeTokens = {
  body: '#191c1f',
  subtle: '#202427',
  hover: '#22272a',
  selected: '#17302a',
  border: '#31373c',
  text: '#e4e8ea',
  dimmed: '#a0a9b1',
  placeholder: '#8d979f',
  rail: '#0e1613',
  railActive: '#1d352e',
  railHover: '#16251f',
  railText: '#dfe9e5',
  railDimmed: '#93a8a0',
  badge: '#c2410c',
  badgeText: '#ffffff',
  tones: {
    red: { text: '#ffb3ab', fill: '#4a1a16', edge: '#f0483c' },
    amber: { text: '#ffd27a', fill: '#43300c', edge: '#f59f00' },
    green: { text: '#9be3ac', fill: '#153a21', edge: '#3fae58' },
    blue: { text: '#abcaff', fill: '#16315f', edge: '#5b93f5' },
    grey: { text: '#c0c7cd', fill: '#2b3136', edge: '#7b858d' },
    accent: { text: '#7fd6bb', fill: '#12352b', edge: '#2ea78a' },
  },
}
