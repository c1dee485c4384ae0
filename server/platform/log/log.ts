export type LogFields<Field extends string> = { readonly [K in Field]?: string | number | boolean | undefined }

/** Structured lines with declared fields only. The message is a fixed sentence: values go into fields. */
export interface Log<Field extends string = string> {
  info(message: string, fields?: LogFields<Field>): void
  warn(message: string, fields?: LogFields<Field>): void
  error(message: string, fields?: LogFields<Field>): void
}
