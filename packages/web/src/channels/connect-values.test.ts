import type { Channel, ChannelKind } from '@otklik/contract'
import { expect, it } from 'vitest'
import { firstValues } from './connect-values.ts'

const kind = {
  fields: [
    { name: 'chat', type: 'boolean', default: true },
    { name: 'color', type: 'text', default: '#1864ab' },
    { name: 'title', type: 'text' },
  ],
} as unknown as ChannelKind

const channelWith = (settings: Channel['settings']) => ({ settings }) as Channel

it('shows a setting that was never saved as it works, so that saving the form changes nothing', () => {
  expect(firstValues(kind, channelWith({}), {})).toEqual({ chat: true, color: '#1864ab', title: '' })
})

it('keeps what the owner switched off or emptied', () => {
  const channel = channelWith({ chat: false, color: null, title: 'Привет' })
  expect(firstValues(kind, channel, {})).toEqual({ chat: false, color: '', title: 'Привет' })
})

it('goes on with what was typed before a reload', () => {
  expect(firstValues(kind, undefined, { color: '#ff0000' })).toMatchObject({ chat: true, color: '#ff0000' })
})
