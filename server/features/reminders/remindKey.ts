/** One card per person and day, whatever it is about and whoever wants it sent (rules §6.5): the outbox refuses a second. */
export const remindKey = (personId: string, day: string): string => `remind:${personId}:${day}`
