export const late = () => "ran";
