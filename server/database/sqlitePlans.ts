/** A text in quotes, or a comparison with a parameter. */
const comparison = /'[^']*'|"[^"]*"|`[^`]*`|(=|\bis|\blike)(\s*)\?/gi

/**
 * The same statement, whose plan is made once. SQLite since 3.54 looks whether what a column is compared with is 0 or 1, and plans a
 * statement of several tables anew whenever a parameter that might be is bound or cleared, as the driver does after every run: that
 * cost four fifths of such a statement's time. For `like` it has always done so, to use an index where the pattern begins with letters:
 * ours begin with none. It does not look behind a plus, which changes no value and no index.
 */
export const withKeptPlan = (sql: string): string =>
  sql.replace(comparison, (found, operator?: string, space?: string) => (operator ? `${operator}${space}+?` : found))
