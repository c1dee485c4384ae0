import type { ReactNode } from 'react'
import classes from './rows.module.css'

/** Things of one kind as a card, with a line between them. */
export const Rows = ({ children }: { children: ReactNode }) => <ul className={classes.rows}>{children}</ul>

/** One of them: who or what it is, facts, what can be done; they wrap where the card is narrow. */
export const Row = ({ children }: { children: ReactNode }) => <li className={classes.row}>{children}</li>
