/** `@` is where the identifier stands. Lines of logs, data, markup, addresses, traces, forms and letters. */
export const anywhere = [
  '2024-03-07T09:14:22.481Z WARN  [signup] rejected @ for user 4812',
  '{"level":"error","value":"@","retries":2}',
  '{"items":[{"id":17,"note":"@"}],"total":1}',
  String.raw`body="{\"field\":\"@\",\"ok\":true}"`,
  '<td class="cell">@</td>',
  '<p>Your data: <b>@</b>, please check.</p>',
  "  at validate (checkout.js:214:17) Error: '@' is already taken",
  'java.lang.IllegalArgumentException: bad value: @',
  "ValueError: could not read '@'",
  'Bitte prüfen Sie: @.',
  'Merci de vérifier @, puis continuez.',
  'Revise @ antes de seguir',
  'Controlla @ e riprova',
  '请核对 @ 后继续',
  'Hi, it is @ (checked yesterday)',
  'value=@; state=new',
  'key|@|17|active',
  '17,@,2024-03-07,open',
  'user said: @',
  '@',
] as const

/** `$` is the name of what follows. */
export const named = [
  '$: @',
  '$ @',
  '$=@',
  '{"$":"@"}',
  '<label>$</label><span>@</span>',
  'My $ is @, thanks',
  '"$" => "@",',
] as const
