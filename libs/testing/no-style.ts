// What a test gets for a stylesheet: nothing.
export {};
