/** What every connector must keep. A folder that is not registered, or a fixture that nobody reads, fails here. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ChannelError, type RawEvent, type ReceiveOutcome } from './channel.ts'
import { viewKind } from './channels.view.ts'
import { findConnector, listConnectors } from './registry.ts'
import { checkSignal, nameOfSignal, signalsOf } from './signals.fixtures.ts'
import { ChannelKind } from '@otklik/contract'

const here = import.meta.dirname
const folders = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

/** `fixtures/*.json`: one stored event and what must come of it. Connectors with another wire form read theirs in a test of their own. */
const Fixture = z.strictObject({
  about: z.string(),
  /** Text of the body, or JSON to be written as text. */
  body: z.unknown(),
  contentType: z.string().default('application/json'),
  meta: z.record(z.string(), z.string()).default({}),
  /** Values of the connect form, where the connector cannot do without. */
  config: z.record(z.string(), z.unknown()).default({}),
  expect: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('signals'),
      items: z.array(z.looseObject({ kind: z.string() })),
    }),
    z.strictObject({ kind: z.literal('interests'), items: z.array(z.record(z.string(), z.unknown())) }),
    z.strictObject({ kind: z.literal('ignored'), reason: z.string() }),
    z.strictObject({ kind: z.literal('bad_event') }),
  ]),
})

const receivedAt = new Date('2026-11-22T09:00:00Z')

it('every folder is a registered connector and the other way round', () => {
  expect(
    listConnectors()
      .map(({ channel }) => channel.manifest.kind)
      .sort(),
  ).toEqual(folders.toSorted())
})

describe.each(folders)('%s', (kind) => {
  const connector = findConnector(kind)?.channel
  const fixtures = listFixtures(kind)

  it('says in its manifest what it can do', () => {
    if (!connector) throw new Error(`register ${kind} in registry.ts`)
    const { manifest } = connector
    expect(manifest.kind).toBe(kind)
    expect(ChannelKind.parse(viewKind({ channel: connector }))).toBeTruthy()
    expect(manifest.answers).toBe(connector.send !== undefined)
    expect(manifest.answersTo.length > 0).toBe(manifest.answers)
    expect(manifest.importsHistory).toBe(connector.importHistory !== undefined)
    expect(manifest.hook === null || manifest.receives !== 'poll').toBe(true)
    expect(manifest.receives === 'push' || connector.listen !== undefined).toBe(true)
    expect(manifest.hook?.signature.kind !== 'hmac' || connector.verify !== undefined).toBe(true)
    expect((manifest.acts ?? []).length > 0).toBe(connector.act !== undefined)
    expect(connector.inspect !== undefined || (manifest.acts ?? []).length === 0).toBe(true)
    expect(manifest.posts !== undefined).toBe(connector.publish !== undefined)
    expect(connector.inspect !== undefined || connector.publish === undefined).toBe(true)
    for (const words of [manifest.name, manifest.about, ...manifest.fields.map(({ label }) => label)]) {
      expect(words.ru).not.toBe('')
      expect(words.en).not.toBe('')
    }
    expect(new Set(manifest.fields.map(({ name }) => name)).size).toBe(manifest.fields.length)
  })

  it('has a page that says how to connect it', () => {
    expect(readFileSync(join(here, kind, 'README.md'), 'utf8').length).toBeGreaterThan(300)
  })

  it('has fixtures', () => {
    const own = readdirSync(join(here, kind), { recursive: true, encoding: 'utf8' }).filter((path) =>
      /fixtures\//.test(path),
    )
    expect(own.length).toBeGreaterThan(2)
  })

  it.each(fixtures)('reads %s as it should, and the same again', async (_name, fixture) => {
    if (!connector) throw new Error(`register ${kind} in registry.ts`)
    const config = connector.schema.parse(fixture.config)
    const raw = toRaw(fixture)
    const first = await outcomeOf(() => connector.receive(raw, config))
    const second = await outcomeOf(() => connector.receive(structuredClone(raw), config))
    expect(second).toEqual(first)
    expect(asJson(first)).toMatchObject(fixture.expect)
    const wanted = 'items' in fixture.expect ? fixture.expect.items : []
    const items = 'items' in first ? first.items : []
    expect(items).toHaveLength(wanted.length)
    const signals = signalsOf(first)
    for (const signal of signals) checkSignal(signal)
    const names = signals.flatMap(nameOfSignal)
    expect(new Set(names).size).toBe(names.length)
  })

  it('parks what it cannot read and never fails in another way', async () => {
    if (!connector) throw new Error(`register ${kind} in registry.ts`)
    const config = connector.schema.safeParse(fixtures[0]?.[1].config ?? {})
    if (!config.success) return
    for (const body of ['', '\0', '{', '[]', 'null', '{"a":1}', '\u{10FFFF}', 'x'.repeat(10_000)]) {
      const raw = { id: 'e1', body: Buffer.from(body), contentType: 'application/json', meta: {}, receivedAt }
      expect(['signals', 'interests', 'ignored', 'bad_event']).toContain(
        (await outcomeOf(() => connector.receive(raw, config.data))).kind,
      )
    }
  })
})

function listFixtures(kind: string): [string, z.infer<typeof Fixture>][] {
  const folder = join(here, kind, 'fixtures')
  try {
    // Every file: one that is no fixture fails here and is noticed. Folders are read by the connector's own tests.
    const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile())
    return files
      .map(({ name }) => name)
      .map((name) => [name, Fixture.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))])
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

function toRaw(fixture: z.infer<typeof Fixture>): RawEvent {
  const text = typeof fixture.body === 'string' ? fixture.body : JSON.stringify(fixture.body)
  return {
    id: 'event-1',
    body: Buffer.from(text),
    contentType: fixture.contentType,
    meta: fixture.meta,
    receivedAt,
  }
}

async function outcomeOf(
  receive: () => ReceiveOutcome | Promise<ReceiveOutcome>,
): Promise<ReceiveOutcome | { kind: 'bad_event' }> {
  try {
    return await receive()
  } catch (error) {
    if (error instanceof ChannelError && error.kind === 'bad_event') return { kind: 'bad_event' }
    throw error
  }
}

/** As a fixture can write it: dates are text. */
function asJson(outcome: object): unknown {
  return JSON.parse(JSON.stringify(outcome))
}
