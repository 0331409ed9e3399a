import { definePermissions } from '@kelp/kernel';
import { permissionsOfRoles, type HeldRole } from './permissions-of-roles';

const permissions = new Map(
  [
    ...definePermissions('ticket', { read: { label: 'See', roles: ['Technician'] }, delete: { label: 'Delete' } }),
    ...definePermissions('portal_ticket', {
      read: { label: 'See own', side: 'client', roles: ['User'] },
      pay: { label: 'Pay', side: 'client', roles: ['Finance'] },
    }),
  ].map((one) => [one.name, one]),
);
const role = (name: string, more: Partial<HeldRole> = {}): HeldRole => ({
  name,
  msp: true,
  followsDefault: true,
  granted: [],
  ...more,
});
const held = (...roles: HeldRole[]) => [...permissionsOfRoles(permissions, roles)].sort();

it('gives shipped roles what the registry says, and Owner and Admin their whole side', () => {
  expect(held(role('Technician'))).toEqual(['ticket.read']);
  expect(held(role('Owner'))).toEqual(['ticket.delete', 'ticket.read']);
  expect(held(role('Admin'))).toEqual(['ticket.delete', 'ticket.read']);
  expect(held(role('Admin', { msp: false }))).toEqual(['portal_ticket.pay', 'portal_ticket.read']);
  expect(held(role('User', { msp: false }), role('Finance', { msp: false }))).toEqual([
    'portal_ticket.pay',
    'portal_ticket.read',
  ]);
});

it('keeps the sides apart where names collide', () => {
  expect(held(role('Finance'))).toEqual([]);
  expect(held(role('Owner', { msp: false }))).toEqual([]);
});

it('takes the rows of a role that was changed, and nothing of the other side or unknown', () => {
  const granted = ['ticket.delete', 'portal_ticket.pay', 'gone.away'];
  expect(held(role('Technician', { followsDefault: false, granted }))).toEqual(['ticket.delete']);
  expect(held(role('Admin', { followsDefault: false, granted: [] }))).toEqual([]);
});
