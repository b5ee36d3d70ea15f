import { EQUIPMENT } from './equipment.ts'
import { FOOD } from './food.ts'
import type { Department } from './table.ts'
import { WARES } from './wares.ts'

export { sayable } from './table.ts'
export type { Department, Goods } from './table.ts'

export const DEPARTMENTS: readonly Department[] = [...FOOD, ...WARES, ...EQUIPMENT]

export function department(id: string): Department {
  const found = DEPARTMENTS.find((one) => one.id === id)
  if (!found) throw new RangeError(`no such department in the market: ${id}`)
  return found
}
