"""An Article becomes a Brief: analysts propose, receipts decide."""
