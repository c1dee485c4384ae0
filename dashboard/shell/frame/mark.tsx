/** The product's sign: the V of a display case, lit from above. */
export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="8" fill="#00555a" />
      <path
        d="M7 9.5 16 25l9-15.5"
        fill="none"
        stroke="#fff"
        strokeWidth="3.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path d="M14.2 9.5h3.6" stroke="#96d4d8" strokeWidth="3.4" strokeLinecap="round" />
    </svg>
  )
}
