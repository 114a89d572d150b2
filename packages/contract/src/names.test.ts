import { expect, test } from 'vitest'
import { contract } from './contract.ts'

test('no endpoint is named as something every function has: the client would call that instead of the server', () => {
  const ofFunctions = new Set(
    [Function.prototype, Object.prototype].flatMap((prototype) => Object.getOwnPropertyNames(prototype)),
  )
  const names = Object.entries(contract).flatMap(([group, endpoints]) => [group, ...Object.keys(endpoints)])
  expect(names.length).toBeGreaterThan(100)
  expect(names.filter((name) => ofFunctions.has(name) || name === 'then')).toEqual([])
})
