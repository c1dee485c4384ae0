/** Names of places, as receipts print them. */
export const tablePlace = (name: string) => `table ${name}`
export const objectPlace = (pattern: string) => `objects ${pattern}`
export const keyPlace = (pattern: string) => `keys ${pattern}`
