const shapes = [
  '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 3"/>',
  '<rect x="4" y="5" width="16" height="14" rx="2"/><path d="M4 9h16M9 5v14"/>',
  '<path d="M4 18 10 11l4 4 6-9"/><path d="M15 6h5v5"/>',
  '<path d="M5 8h14l-1.5 11h-11z"/><path d="M9 8a3 3 0 0 1 6 0"/>',
  '<circle cx="12" cy="8" r="4"/><path d="M4 20c1-5 4-7 8-7s7 2 8 7"/>',
  '<path d="M4 6h16v11H9l-5 4z"/><path d="M8 10h8M8 13h5"/>',
  '<path d="M12 3v12m-5-5 5 5 5-5"/><path d="M4 19h16"/>',
  '<circle cx="11" cy="11" r="6"/><path d="m16 16 5 5"/>',
]

export const icon = (i: number): string =>
  `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><g stroke-linecap="round" stroke-linejoin="round">${shapes[i % shapes.length]}</g></svg>`
