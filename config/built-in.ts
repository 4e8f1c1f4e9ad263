// The plant of somebody who has none yet: one console channel and four people to be, so that everything can be tried at
// once without an account or a file.
export const BUILT_IN_PLANT = `# The built-in plant. Save this as config/plant.yaml to make it yours.
apiVersion: andon/v1
site: plant
channels:
  floor: { console: floor }
people:
  ana: { name: Ana Ruiz }
  ole: { name: Ole Berg }
  sam: { name: Sam Supervisor, roles: [lead] }
  ada: { name: Ada Admin, roles: [admin] }
routes:
  - { match: {}, channel: floor }
`;
