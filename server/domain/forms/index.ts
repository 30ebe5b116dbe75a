import { assemblyRecord } from './assemblyRecord'
import type { AnyForm } from './form'
import { measureFiling } from './measureFiling'

/** Every plain filing of the product: one line each. */
export const forms: readonly AnyForm[] = [measureFiling, assemblyRecord]

const byName = new Map(forms.map((form) => [form.name, form]))

export const formNamed = (name: string): AnyForm | undefined => byName.get(name)
