import type { Recipe } from '../recipe.ts'
import { mango } from './mango.ts'
import { own } from './own.ts'
import { zadarma } from './zadarma.ts'

export const services = ['own', 'zadarma', 'mango'] as const

export const recipes: Record<(typeof services)[number], Recipe> = { own, zadarma, mango }
