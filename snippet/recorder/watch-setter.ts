import { guard } from '../boot/guard.ts'

/**
 * Hears of every value that is set through an accessor, right afterwards. Name, length and text of the setter stay;
 * what it throws is thrown. Undone exactly, or, where someone has patched on top, turned into a pass-through.
 */
export function watchSetter(owner: object, name: string, hear: (self: unknown) => void): () => void {
  const descriptor = Reflect.getOwnPropertyDescriptor(owner, name)
  if (!descriptor?.set || !descriptor.configurable) return () => {}
  let told: ((self: unknown) => void) | undefined = guard(hear)
  const set = new Proxy(descriptor.set, {
    apply(target, self, args) {
      const returned = Reflect.apply(target, self, args)
      told?.(self)
      return returned
    },
    get: (target, key) => (key === 'toString' ? () => String(target) : Reflect.get(target, key)),
  })
  Reflect.defineProperty(owner, name, { ...descriptor, set })
  return () => {
    told = undefined
    if (Reflect.getOwnPropertyDescriptor(owner, name)?.set === set) Reflect.defineProperty(owner, name, descriptor)
  }
}
