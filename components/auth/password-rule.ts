/** As the operations ask for it; the forms say so before anything is sent. */
export const minimumPasswordLength = 10;
