// Plain values as bytes and back, many times faster than a document.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

#include "fields.h"
#include "whimbrel/core/identifier.h"
#include "whimbrel/model/dialect_text.h"

namespace whimbrel {

/// What an archive of T looks like: another text for a type with other members, so that bytes of
/// one build are not read by another one.
template <class T>
std::string layout();

/// Writes values one behind the other. Pure but for its own text. [one thread at a time]
class ArchiveWriter {
 public:
  template <class... T>
  void put(const T&... values) {
    (put_one(values), ...);
  }
  std::string take() && { return std::move(out_); }

 private:
  void put_size(std::size_t value) {
    for (; value >= 0x80; value >>= 7) out_ += static_cast<char>(value | 0x80);
    out_ += static_cast<char>(value);
  }
  void put_one(const std::string& text) {
    put_size(text.size());
    out_ += text;
  }
  void put_one(const Identifier& name) { put_one(name.text()); }
  void put_one(const QualifiedName& name) { put(name.schema, name.name); }
  void put_one(const DialectText& text) { put(text.text, text.overrides); }
  void put_one(std::monostate) {}
  template <class T>
  requires std::is_enum_v<T> || std::is_integral_v<T>
  void put_one(T value) {
    const auto number = static_cast<std::int64_t>(value);
    put_size(static_cast<std::size_t>(number) << 1 ^ static_cast<std::size_t>(number >> 63));
  }
  template <class T>
  void put_one(const std::vector<T>& list) {
    put_size(list.size());
    for (const T& each : list) put(each);
  }
  template <class K, class V>
  void put_one(const std::map<K, V>& map) {
    put_size(map.size());
    for (const auto& [key, value] : map) put(key, value);
  }
  template <class T>
  void put_one(const std::optional<T>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  template <class... T>
  void put_one(const std::variant<T...>& value) {
    put_size(value.index());
    std::visit([this](const auto& held) { this->put(held); }, value);
  }
  template <class T>
  requires std::is_aggregate_v<T>
  void put_one(const T& value) {
    std::apply([this](const auto&... members) { this->put(members...); }, fields::tie(value));
  }

  std::string out_;
};

/// Reads what ArchiveWriter wrote, in the same order and as the same types. Throws
/// std::runtime_error where the bytes end too early or say what no writer says; what was read up to
/// there means nothing. Borrows the bytes. [one thread at a time]
class ArchiveReader {
 public:
  explicit ArchiveReader(std::string_view bytes) : bytes_(bytes) {}

  template <class... T>
  void get(T&... values) {
    (get_one(values), ...);
  }
  bool done() const { return bytes_.empty(); }

 private:
  [[noreturn]] static void damaged() { throw std::runtime_error("the bytes are damaged"); }

  std::size_t get_size() {
    std::size_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (bytes_.empty()) damaged();
      const auto byte = static_cast<unsigned char>(bytes_.front());
      bytes_.remove_prefix(1);
      value |= static_cast<std::size_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    damaged();
  }
  // Every item has at least one byte, so that a damaged count asks for no memory.
  std::size_t get_count() {
    const std::size_t count = get_size();
    if (count > bytes_.size()) damaged();
    return count;
  }
  void get_one(std::string& text) {
    const std::size_t size = get_count();
    text.assign(bytes_.substr(0, size));
    bytes_.remove_prefix(size);
  }
  void get_one(Identifier& name) {
    std::string text;
    get_one(text);
    name = Identifier(std::move(text));
  }
  void get_one(QualifiedName& name) { get(name.schema, name.name); }
  void get_one(DialectText& text) { get(text.text, text.overrides); }
  void get_one(std::monostate&) {}
  template <class T>
  requires std::is_enum_v<T> || std::is_integral_v<T>
  void get_one(T& value) {
    const std::size_t number = get_size();
    value = static_cast<T>(static_cast<std::int64_t>(number >> 1 ^ -(number & 1)));
  }
  template <class T>
  void get_one(std::vector<T>& list) {
    list.resize(get_count());
    for (T& each : list) get(each);
  }
  template <class K, class V>
  void get_one(std::map<K, V>& map) {
    for (std::size_t left = get_count(); left > 0; --left) {
      K key;
      get(key);
      get(map.emplace_hint(map.end(), std::move(key), V())->second);
    }
  }
  template <class T>
  void get_one(std::optional<T>& value) {
    bool has = false;
    get(has);
    if (has) get(value.emplace());
  }
  template <class... T>
  void get_one(std::variant<T...>& value) {
    const std::size_t index = get_size();
    if (index >= sizeof...(T)) damaged();
    std::size_t at = 0;
    (void)((at++ == index ? (get(value.template emplace<T>()), true) : false) || ...);
  }
  template <class T>
  requires std::is_aggregate_v<T>
  void get_one(T& value) {
    std::apply([this](auto&... members) { this->get(members...); }, fields::tie(value));
  }

  std::string_view bytes_;
};

namespace layouts {

template <class T>
struct Of {
  static std::string text() {
    if constexpr (std::is_enum_v<T> || std::is_integral_v<T>) {
      return "i";
    } else if constexpr (!std::is_aggregate_v<T>) {
      return "s";
    } else {
      std::string all;
      T value{};
      std::apply(
          [&](auto&... members) {
            ((all += layout<std::remove_reference_t<decltype(members)>>()), ...);
          },
          fields::tie(value));
      return "(" + all + ")";
    }
  }
};
template <class T>
struct Of<std::vector<T>> {
  static std::string text() { return "[" + layout<T>() + "]"; }
};
template <class K, class V>
struct Of<std::map<K, V>> {
  static std::string text() { return "{" + layout<K>() + ":" + layout<V>() + "}"; }
};
template <class T>
struct Of<std::optional<T>> {
  static std::string text() { return "?" + layout<T>(); }
};
template <class... T>
struct Of<std::variant<T...>> {
  static std::string text() { return "<" + ((layout<T>() + "|") + ...) + ">"; }
};

}  // namespace layouts

template <class T>
std::string layout() {
  return layouts::Of<T>::text();
}

}  // namespace whimbrel
