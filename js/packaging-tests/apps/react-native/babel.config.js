// React Native's default transforms.
module.exports = { presets: ['module:@react-native/babel-preset'] };
