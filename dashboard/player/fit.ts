/** Keeps a page of given size as large as `root` allows, never larger than life, in its middle. */
export function fit(root: HTMLElement): { to(page: HTMLElement, width: number, height: number): void } {
  let fitted: { page: HTMLElement; width: number; height: number } | null = null
  const apply = () => {
    // A frame that is not displayed has no size, and one out of sight is told of its size only once it is scrolled to.
    if (!fitted || !root.clientWidth || !root.clientHeight) return
    const { page, width, height } = fitted
    const scale = Math.min(1, root.clientWidth / width, root.clientHeight / height)
    const left = Math.max(0, (root.clientWidth - width * scale) / 2)
    const top = Math.max(0, (root.clientHeight - height * scale) / 2)
    page.style.transform = `translate(${left}px, ${top}px) scale(${scale})`
  }
  new ResizeObserver(apply).observe(root)
  return {
    to(page, width, height) {
      fitted = { page, width: Math.max(1, width || 1), height: Math.max(1, height || 1) }
      apply()
    },
  }
}
