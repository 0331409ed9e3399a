/** Links the rooms that package-lock.json names and node_modules lacks. Returns how many. */
export function linkRooms(): number;
