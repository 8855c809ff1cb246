// React Native's own transforms.
module.exports = { presets: ['module:@react-native/babel-preset'] };
