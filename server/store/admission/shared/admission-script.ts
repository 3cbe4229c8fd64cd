import { defineScript } from '../../redis/script-store.ts';

/**
 * All that counters do in a store, each call in one atomic step. The arithmetic is that of `../memory`; readings are made of
 * what this returns, by `../arithmetic`. Numbers are doubles, exact up to 2^53; Lua's own way of writing them is not.
 *
 * ARGV: verb, generation, now in milliseconds (empty: the store's clock), lease in milliseconds, id of the request, then
 * what the verb says of each key. A budget has two keys:
 * - a hash: `spent`, `reserved`, `generation` and `seeded` (when, in microseconds) since it was seeded; `touched`, when leases
 *   were last looked at; `patient`, until when no lease ends; and `r<id>` for each reservation, its amount;
 * - a sorted set of what ends when: `r<id>` a reservation's lease; `d<id>` the memory of a request that was settled after
 *   the budget had been seeded anew.
 *
 * A budget is known only to the generation of the store that it was seeded in.
 */
export const admissionScript = defineScript(`
local verb, generation, lease, id = ARGV[1], ARGV[2], tonumber(ARGV[4]), ARGV[5]
local time = redis.call('TIME')
local micros = time[1] * 1000000 + time[2]
local now = tonumber(ARGV[3]) or math.floor(micros / 1000)
local HEAD, IDLE, REMEMBERED, PATIENCE, MONTH = 5, 3600000, 3600000, 5000, 2678400000
local LOOK, AT_ONCE = 1000, 500

local function whole(n) return string.format('%.0f', n) end
local function exact(n) return string.format('%.17g', n) end
local function outlive(key, ms)
  redis.call('PEXPIRE', key, whole(math.min(MONTH, math.ceil(ms) + 60000)))
end

local function window(key, period)
  local kept = redis.call('HMGET', key, 'index', 'current', 'previous')
  local index, since = math.floor(now / period), tonumber(kept[1])
  local current, previous = tonumber(kept[2]) or 0, tonumber(kept[3]) or 0
  if since == index or since == index + 1 then return current, previous, since, false end
  return 0, since == index - 1 and current or 0, index, true
end

local function bucket(key, limit, period)
  local kept = redis.call('HMGET', key, 'used', 'at')
  local used, at = tonumber(kept[1]) or 0, tonumber(kept[2]) or now
  return math.max(0, used - math.max(0, now - at) * limit / period)
end

local function keep_bucket(key, used, limit, period)
  redis.call('HSET', key, 'used', exact(used), 'at', exact(now))
  outlive(key, limit > 0 and math.max(period, used * period / limit) or MONTH)
end

local function held(key)
  redis.call('ZREMRANGEBYSCORE', key, '-inf', whole(now))
  return redis.call('ZCARD', key)
end

local function forget(hash)
  return redis.call('HDEL', hash, 'spent', 'generation', 'seeded')
end

-- Ends leases that are over, now and then. What their owner has spent and could not say any more only the ledger knows, so
-- it is asked again. Where nobody has looked for a lease, it may be the store that was away: whoever lives may renew first.
local function end_leases(hash, ends, touched, patient)
  if touched and now >= touched and now - touched < LOOK then return false end
  if touched and now - touched >= lease then patient = now + PATIENCE end
  redis.call('HSET', hash, 'touched', whole(now), 'patient', whole(patient))
  outlive(hash, IDLE)
  outlive(ends, IDLE)
  if now < patient then return false end
  local ended = 0
  for _, member in ipairs(redis.call('ZRANGEBYSCORE', ends, '-inf', whole(now), 'LIMIT', 0, AT_ONCE)) do
    if string.sub(member, 1, 1) == 'r' then
      ended = ended + 1
      local kept = redis.call('HMGET', hash, 'reserved', member)
      local left = (tonumber(kept[1]) or 0) - (tonumber(kept[2]) or 0)
      redis.call('HSET', hash, 'reserved', whole(left))
      redis.call('HDEL', hash, member)
    end
    redis.call('ZREM', ends, member)
  end
  if ended > 0 then forget(hash) end
  return ended > 0
end

-- Spent, or nil where the budget is not known; reserved; seeded.
local function budget(hash, ends)
  local kept = redis.call('HMGET', hash, 'touched', 'patient', 'spent', 'reserved', 'generation', 'seeded')
  if end_leases(hash, ends, tonumber(kept[1]), tonumber(kept[2]) or 0) then
    return nil, tonumber(redis.call('HGET', hash, 'reserved')) or 0, nil
  end
  local reserved = tonumber(kept[4]) or 0
  if not kept[3] or kept[5] ~= generation then return nil, reserved, nil end
  return tonumber(kept[3]), reserved, kept[6]
end

local function reserve(hash, ends, request, amount, reserved)
  redis.call('HSET', hash, 'r' .. request, whole(amount), 'reserved', whole(reserved))
  redis.call('ZADD', ends, whole(now + lease), 'r' .. request)
  outlive(ends, IDLE)
end

-- Of each meter: kind, limit (empty: none), period, amount. Returns the outcome, now, and for each meter: empty, 'refused'
-- or 'unknown', then its state after this request: of a window current, previous and index; of a bucket what is used;
-- of concurrency what is held; of a budget spent (empty: unknown), reserved and seeded.
local function take(isReading)
  local states, isRefused, isUnknown, key = {}, false, false, 1
  local count = (#ARGV - HEAD) / 4
  for i = 1, count do
    local at = HEAD + 4 * i - 3
    local kind, limit, period, amount = ARGV[at], tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2]), tonumber(ARGV[at + 3])
    local state = { kind = kind, key = key, limit = limit, period = period, amount = amount, verdict = '' }
    local hasRoom = true
    if kind == 'window' then
      state.current, state.previous, state.index, state.isNew = window(KEYS[key], period)
      local share = math.max(0, (now - state.index * period) / period)
      hasRoom = state.previous * (1 - share) + state.current + amount <= limit
    elseif kind == 'bucket' then
      state.current = bucket(KEYS[key], limit, period)
      hasRoom = state.current + amount <= limit
    elseif kind == 'concurrency' then
      state.current = held(KEYS[key])
      hasRoom = state.current + 1 <= limit
    else
      state.current, state.reserved, state.seeded = budget(KEYS[key], KEYS[key + 1])
      if state.current then
        hasRoom = not limit or state.current + state.reserved + amount <= limit
      else
        state.verdict, isUnknown = 'unknown', true
      end
      key = key + 1
    end
    key = key + 1
    if not hasRoom then state.verdict, isRefused = 'refused', true end
    states[i] = state
  end
  local outcome = isRefused and 'refused' or isUnknown and 'unknown' or 'admitted'
  if outcome == 'admitted' and not isReading then
    for _, state in ipairs(states) do
      local key, amount = KEYS[state.key], state.amount
      if state.kind == 'window' then
        state.current = state.current + amount
        redis.call('HSET', key, 'index', whole(state.index), 'current', whole(state.current), 'previous', whole(state.previous))
        if state.isNew then outlive(key, 2 * state.period) end
      elseif state.kind == 'bucket' then
        state.current = state.current + amount
        keep_bucket(key, state.current, state.limit, state.period)
      elseif state.kind == 'concurrency' then
        state.current = state.current + 1
        redis.call('ZADD', key, whole(now + lease), id)
        outlive(key, 2 * lease)
      else
        state.reserved = state.reserved + amount
        reserve(key, KEYS[state.key + 1], id, amount, state.reserved)
      end
    end
  end
  local answer = { outcome, exact(now) }
  for _, state in ipairs(states) do
    answer[#answer + 1] = state.verdict
    answer[#answer + 1] = state.current and exact(state.current) or ''
    answer[#answer + 1] = exact(state.previous or state.reserved or 0)
    answer[#answer + 1] = state.seeded or exact(state.index or 0)
  end
  return answer
end

-- Exactly once: where the budget is the one that was reserved of, the reservation is there until then; where it was seeded
-- again since, the request is remembered. What is refused for want of memory is refused before anything is removed.
local function settle_budget(hash, ends, actual, mark)
  local field = 'r' .. id
  local spent, reserved, seeded = budget(hash, ends)
  local amount = redis.call('HGET', hash, field)
  local pays = spent and amount and true
  if spent and seeded ~= mark then
    pays = redis.call('ZADD', ends, 'NX', whole(now + REMEMBERED), 'd' .. id) == 1
    outlive(ends, IDLE)
  end
  if pays and actual ~= 0 then redis.call('HSET', hash, 'spent', whole(spent + actual)) end
  if amount then
    redis.call('HSET', hash, 'reserved', whole(reserved - tonumber(amount)))
    redis.call('HDEL', hash, field)
    redis.call('ZREM', ends, field)
  end
end

-- Of each meter: kind, limit, period, amount, what was really used, and the mark that take returned of it.
local function settle()
  local key = 1
  for at = HEAD + 1, #ARGV, 6 do
    local kind, limit, period = ARGV[at], tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2])
    local amount, actual, mark = tonumber(ARGV[at + 3]), tonumber(ARGV[at + 4]), ARGV[at + 5]
    if kind == 'window' then
      local kept = redis.call('HMGET', KEYS[key], 'index', 'current', 'previous')
      local index = tonumber(kept[1])
      if index == tonumber(mark) then
        redis.call('HSET', KEYS[key], 'current', whole(math.max(0, tonumber(kept[2]) + actual - amount)))
      elseif index == tonumber(mark) + 1 then
        redis.call('HSET', KEYS[key], 'previous', whole(math.max(0, tonumber(kept[3]) + actual - amount)))
      end
    elseif kind == 'bucket' then
      keep_bucket(KEYS[key], math.max(0, bucket(KEYS[key], limit, period) + actual - amount), limit, period)
    elseif kind == 'concurrency' then
      redis.call('ZREM', KEYS[key], id)
    else
      settle_budget(KEYS[key], KEYS[key + 1], actual, mark)
      key = key + 1
    end
    key = key + 1
  end
  return 1
end

-- Of each: kind, request, amount. What the store has lost meanwhile comes back.
local function renew()
  local key = 1
  for at = HEAD + 1, #ARGV, 3 do
    local kind, request, amount = ARGV[at], ARGV[at + 1], tonumber(ARGV[at + 2])
    if kind == 'concurrency' then
      redis.call('ZADD', KEYS[key], whole(now + lease), request)
      outlive(KEYS[key], 2 * lease)
    else
      local hash, ends = KEYS[key], KEYS[key + 1]
      if redis.call('HEXISTS', hash, 'r' .. request) == 1 then
        redis.call('ZADD', ends, whole(now + lease), 'r' .. request)
        budget(hash, ends)
      elseif not redis.call('ZSCORE', ends, 'd' .. request) then
        local _, reserved = budget(hash, ends)
        reserve(hash, ends, request, amount, reserved + amount)
      end
      key = key + 1
    end
    key = key + 1
  end
  return 1
end

local function seed()
  if not budget(KEYS[1], KEYS[2]) then
    local spent = whole(tonumber(ARGV[HEAD + 1]))
    redis.call('HSET', KEYS[1], 'spent', spent, 'generation', generation, 'seeded', whole(micros))
  end
  return 1
end

local function charge()
  local spent = budget(KEYS[1], KEYS[2])
  if spent then redis.call('HSET', KEYS[1], 'spent', whole(spent + tonumber(ARGV[HEAD + 1]))) end
  return 1
end

-- Since when the store has had what it has: another answer than before means that it has lost something.
local function check()
  local kept = redis.call('HMGET', KEYS[1], 'generation', 'since')
  local since = kept[2]
  if not since or kept[1] ~= generation then
    since = whole(micros)
    redis.call('HSET', KEYS[1], 'generation', generation, 'since', since)
  end
  outlive(KEYS[1], MONTH)
  return { since, whole(micros) }
end

if verb == 'take' then return take(false) end
if verb == 'read' then return take(true) end
if verb == 'settle' then return settle() end
if verb == 'renew' then return renew() end
if verb == 'seed' then return seed() end
if verb == 'charge' then return charge() end
if verb == 'forget' then return forget(KEYS[1]) end
if verb == 'check' then return check() end
return redis.error_reply('ERR unknown verb ' .. verb)
`);
