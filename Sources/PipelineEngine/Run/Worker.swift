import StageKit

/// One task's batch and its share of every stage of an input.
final class Worker {
    private let crew: Crew
    private let input: InputState
    private let batch = RecordBatch()
    private let parser: (any RecordParser)?
    private let own: ChainWorker
    private let common: ChainWorker
    private let outputs: [OutputWorker]
    private let rejects: RejectEncoder

    init(_ crew: Crew, input index: Int) {
        self.crew = crew
        input = crew.inputs[index]
        let plan = input.plan
        let stageCount = crew.plan.stages.count
        parser = plan.reader.makeParser?()
        own = ChainWorker(plan.steps, ordered: crew.ownOrdered[index], stageCount: stageCount)
        common = ChainWorker(crew.plan.common, ordered: crew.commonOrdered, stageCount: stageCount)
        outputs = crew.plan.outputs.map {
            OutputWorker($0, ordered: crew.commonOrdered, stageCount: stageCount)
        }
        rejects = RejectEncoder(rules: crew.plan.rules, input: plan, language: crew.plan.pipeline.language)
    }

    /// Takes one batch after another until the input ends.
    func work() async {
        do {
            let chains = [own, common] + outputs.map(\.chain)
            try await AttendedStages(chains.flatMap(\.workers)).attend { while try await takeBatch() {} }
            crew.tally.add(leniencies: parser?.counts ?? [:], input: input.index)
            crew.tally.add(own.takeTally())
            crew.tally.add(common.takeTally())
            for output in outputs { crew.tally.add(output.takeTally()) }
        } catch {
            crew.fail(error)
        }
    }

    private func takeBatch() async throws -> Bool {
        let number = input.takeTicket()
        try await input.turnstile.wait(Turnstile.Ticket(input: 0, batch: number))
        let ticket = Turnstile.Ticket(input: input.index, batch: number)
        do {
            let wasEnded = input.isEnded
            guard try input.fill(batch) else {
                if !wasEnded { crew.end(input: input.index, batches: number) }
                input.turnstile.advance()
                return false
            }
            if crew.options.limit != nil {
                try parse()
                input.applyLimit(to: batch)
            }
        } catch {
            input.end()
            input.turnstile.advance()
            try await crew.exit.wait(ticket)
            throw error
        }
        crew.options.onProgress?(Int64(input.bytes), crew.totalBytes)
        input.turnstile.advance()
        do {
            try await process(ticket)
        } catch let error as CancellationError {
            throw error
        } catch {
            // The failure of an earlier batch comes first, so that a run always ends with the same one.
            try await crew.exit.wait(ticket)
            throw error
        }
        return true
    }

    private func process(_ ticket: Turnstile.Ticket) async throws {
        if crew.options.limit == nil { try parse() }
        try await own.process(batch, ticket: Turnstile.Ticket(input: 0, batch: ticket.batch))
        batch.arrange(by: input.plan.arrangement)
        try await common.process(batch, ticket: ticket)
        var results: [OutputWorker.Result] = []
        for output in outputs { results.append(try await output.encode(batch, ticket: ticket, faults: rejects)) }
        // One at least: a run that takes no list is refused with the first.
        let lines = rejects.lines(of: batch, limit: max(1, crew.tally.shownRejects))
        if crew.refusesRejects, let first = lines.first.first { throw first.refusal }
        try await crew.exit.wait(ticket)
        for (output, result) in zip(crew.outputs, results) { try output.write(result) }
        try crew.lists[input.index].write(lines, results: results, encoder: rejects, names: batch.deliveredNames)
        crew.tally.add(batch, lines: lines, results: results, input: input.index)
        if let fault = batch.faultBehindRows { throw fault.of(batch.fileName) }
        crew.exit.advance()
        for (output, result) in zip(outputs, results) { output.reuse(result) }
    }

    private func parse() throws {
        do {
            try parser?.parse(batch)
        } catch let fault as DeliveryFault {
            throw fault.of(batch.fileName)
        }
    }
}
