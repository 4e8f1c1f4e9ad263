// The plant file as the documentation shows it: every kind of entry, on three platforms.
export const CONTRACT_PLANT = `apiVersion: andon/v1
site: lyon-2
timezone: Europe/Paris
language: en                       # en, de, es, fr
channels:
  line-1: { slack: C0LINE0001 }
  line-2: { slack: C0LINE0002, teams: "19:line2@thread.tacv2" }   # several platforms = a copy on each
  floor:  { console: floor }
people:
  sam: { name: Sam Supervisor, roles: [lead], slack: U0SAM00001 }          # roles: technician (default), lead, admin
  ana: { name: Ana Ruiz, roles: [technician], slack: U0ANA00001, teams: "29:ana" }
routes:                            # first match wins; globs on asset, type, site, area, model, severity
  - { match: { asset: "line-1/*" }, channel: line-1, policy: standard }
  - { match: {}, channel: floor, policy: standard }
policies:
  standard:
    steps:                         # durations: 2s 10m 4h; to: channel | lead | person:ana | channel:NAME | shift-lead
      - { to: channel, after: 0s }
      - { to: lead, after: 10m }
      - { to: "channel:floor", after: 20m }
    expire: 20m                    # after the last step; default: the last gap, or 30m for a single step
    idle: 60m                      # owned but not resolved: remind the owner, after twice that climb; default 60m
`;
