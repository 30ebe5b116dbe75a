import type { AnyForm } from './form'

/** Every plain filing of the product: one line each. */
export const forms: readonly AnyForm[] = []

const byName = new Map(forms.map((form) => [form.name, form]))

export const formNamed = (name: string): AnyForm | undefined => byName.get(name)
