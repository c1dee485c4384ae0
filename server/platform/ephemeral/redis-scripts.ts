import { createHash } from 'node:crypto'

/**
 * A key is a hash: member → when it lapses, a space, its content. That is the row of `ephemeral_entries`, so all adapters
 * behave alike. Moments come from the caller's clock; Redis itself drops a key a time to live after its last write.
 */
const cell = `
local key, now = KEYS[1], tonumber(ARGV[1])
local function parts(cell)
  local space = string.find(cell, ' ', 1, true)
  return string.sub(cell, 1, space - 1), string.sub(cell, space + 1)
end
local function read(member)
  local cell = redis.call('HGET', key, member)
  if not cell then return nil end
  local ends, content = parts(cell)
  if tonumber(ends) <= now then return nil end
  return content, ends
end
local function each(visit)
  local all = redis.call('HGETALL', key)
  for n = 1, #all, 2 do
    local ends, content = parts(all[n + 1])
    if tonumber(ends) <= now or visit(all[n], content, ends) == 'drop' then redis.call('HDEL', key, all[n]) end
  end
end
local function write(member, ends, content, ttl)
  redis.call('HSET', key, member, ends .. ' ' .. content)
  redis.call('PEXPIRE', key, ttl)
  if redis.call('HLEN', key) % 64 == 0 then each(function() end) end
end
local function text(number) return string.format('%.17g', number) end
`

// Each takes the key, the moment, when what is written lapses, the time to live in milliseconds, and what is named here.
const sources = {
  // by, extend
  increment: `
    local held, ends = read('')
    local sum = text(tonumber(held or '0') + tonumber(ARGV[4]))
    if held and ARGV[5] == '0' then redis.call('HSET', key, '', ends .. ' ' .. sum)
    else write('', ARGV[2], sum, ARGV[3]) end
    return sum`,
  // member, content
  put: `write(ARGV[4], ARGV[2], ARGV[5], ARGV[3])`,
  // member, value
  putIfAbsent: `
    if read(ARGV[4]) then return 0 end
    write(ARGV[4], ARGV[2], ARGV[5], ARGV[3])
    return 1`,
  // member, value, expected
  putIfEqual: `
    if read(ARGV[4]) ~= ARGV[6] then return 0 end
    write(ARGV[4], ARGV[2], ARGV[5], ARGV[3])
    return 1`,
  // member
  read: `return read(ARGV[4])`,
  // member, time seen
  addToWindow: `
    local seen = math.max(tonumber(ARGV[5]), tonumber(read(ARGV[4]) or '-inf'))
    write(ARGV[4], text(seen + tonumber(ARGV[3])), text(seen), ARGV[3])`,
  // since: older ones are dropped; empty where members have no time
  members: `
    local found, since = {}, tonumber(ARGV[4])
    each(function(member, content)
      if since and tonumber(content) < since then return 'drop' end
      table.insert(found, member)
      table.insert(found, content)
    end)
    return found`,
  // holder, amount, limit
  reserve: `
    local held = tonumber(ARGV[5])
    each(function(holder, amount) if holder ~= ARGV[4] then held = held + tonumber(amount) end end)
    if not (held <= tonumber(ARGV[6])) then return 0 end
    write(ARGV[4], ARGV[2], ARGV[5], ARGV[3])
    return 1`,
  // of each key: holder, amount, when it lapses, time to live, limit or none, required holder or none, how
  take: `
    local sums = {'held'}
    for n = 1, #KEYS do
      key = KEYS[n]
      local at = 7 * n - 6
      local sum, limit, required = tonumber(ARGV[at + 2]), tonumber(ARGV[at + 5]), ARGV[at + 6]
      if required ~= '' and not read(required) then return {'missing', tostring(n - 1)} end
      if limit then
        local held = {'refused', tostring(n - 1)}
        each(function(holder, amount, ends)
          sum = sum + tonumber(amount)
          table.insert(held, amount)
          table.insert(held, ends)
        end)
        if not (sum <= limit) then return held end
      end
      table.insert(sums, text(sum))
    end
    for n = 1, #KEYS do
      key = KEYS[n]
      local at = 7 * n - 6
      local holder, amount, ends, how = ARGV[at + 1], tonumber(ARGV[at + 2]), tonumber(ARGV[at + 3]), ARGV[at + 7]
      local held, before = read(holder)
      if ends > now and not (how == 'begin' and held) and not (how == 'more' and not held) then
        if how ~= 'replace' then
          amount, ends = math.max(0, tonumber(held or '0') + amount), math.max(ends, tonumber(before or '0'))
        end
        write(holder, text(ends), text(amount), ARGV[at + 4])
      end
    end
    return sums`,
  // member
  removeMember: `
    local present = read(ARGV[4])
    redis.call('HDEL', key, ARGV[4])
    return present and 1 or 0`,
  // value
  removeIfEqual: `if read('') == ARGV[4] then redis.call('DEL', key) end`,
} as const

export type ScriptName = keyof typeof sources
export type Script = { readonly lua: string; readonly sha: string }

const script = (lua: string): Script => ({ lua, sha: createHash('sha1').update(lua).digest('hex') })

export const scripts = Object.fromEntries(
  Object.entries(sources).map(([name, source]) => [name, script(cell + source)]),
) as Record<ScriptName, Script>

/** Of the keys, those that have not lapsed; what is of another type was not written here and never does. */
export const alive = script(`
local found, now = {}, tonumber(ARGV[1])
for _, key in ipairs(KEYS) do
  local kind = redis.call('TYPE', key).ok
  local lives = kind ~= 'hash' and kind ~= 'none'
  if kind == 'hash' then
    for _, cell in ipairs(redis.call('HVALS', key)) do
      lives = lives or (tonumber(string.match(cell, '^%S+')) or math.huge) > now
    end
  end
  if lives then table.insert(found, key) end
end
return found`)
