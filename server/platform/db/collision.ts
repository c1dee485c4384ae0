const codes = new Set(['23505', '40001', '40P01'])

/** Whether something failed because somebody else did the like at the same moment: a later try meets what they left. */
export const isCollision = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && codes.has(String(thrown.code))
