// The destructors of the interfaces stand here, so that each has one home for its type information.
#include "whimbrel/dialect/abilities.h"
#include "whimbrel/dialect/bare_scratch_places.h"
#include "whimbrel/dialect/dialect.h"
#include "whimbrel/dialect/review_guide.h"
#include "whimbrel/dialect/statement_batches.h"

namespace whimbrel {

Connection::~Connection() = default;
TypeSystem::~TypeSystem() = default;
Introspector::~Introspector() = default;
RenderContext::~RenderContext() = default;
OpRenderer::~OpRenderer() = default;
Dialect::~Dialect() = default;
HeldLock::~HeldLock() = default;
RunLocks::~RunLocks() = default;
ScratchPlace::~ScratchPlace() = default;
ScratchPlaces::~ScratchPlaces() = default;
BareScratchPlaces::~BareScratchPlaces() = default;
TemporaryDatabase::~TemporaryDatabase() = default;
TemporaryDatabases::~TemporaryDatabases() = default;
ReviewGuide::~ReviewGuide() = default;
StatementBatches::~StatementBatches() = default;

std::vector<Identifier> ScratchPlace::made_schemas() { return {}; }
const void* Dialect::ability(std::string_view) const { return nullptr; }

}  // namespace whimbrel
