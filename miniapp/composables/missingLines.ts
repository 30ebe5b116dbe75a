/** Who has not handed in, by the reason: '外地出差（3人）：甲、乙、丙', one line a reason in the order in which they come. */
export function missingLines(missing: readonly { name: string; reason: string }[]): string[] {
  const byReason = new Map<string, string[]>()
  for (const { name, reason } of missing) byReason.set(reason, [...(byReason.get(reason) ?? []), name])
  return [...byReason].map(([reason, names]) => {
    const count = names.length > 1 ? `（${names.length}人）` : ''
    return `${reason}${count}：${names.join('、')}`
  })
}
